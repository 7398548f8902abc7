/** Records of care as the export reads them: columns under their names in the database, bytes in base64. */
export type KeptCare = {
  careRecords: {
    id: string;
    registration_id: string;
    wrapped_data_key: string;
    intakes: { sealed_answers: string; saved_at: string; submitted_at: string | null }[];
    plans: { sealed_text: string; saved_at: string }[];
    presences: { present: boolean }[];
  }[];
  jointPlans: {
    id: string;
    pair_id: string;
    wrapped_data_key: string;
    sealed_text: string;
    version: number;
    edited_at: string;
  }[];
};
