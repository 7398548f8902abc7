/**
 * What fields cost beside their values. A point is about 15 µs of a core, of Node.js and PostgreSQL together; a value costs one. A
 * mutation opens transactions and writes, so it costs at least 200. Some make documents, look at pictures or gather all that is
 * stored about a person.
 */
const MUTATION = 200;
/** A field at the root of a query takes one statement at least. */
const QUERY = 10;
const PRICES = new Map<string, number>([
  ['Mutation.claimCredit', 500],
  ['Mutation.reissueCertificate', 500],
  ['Mutation.requestDataExport', 500],
  ['Mutation.updateCertificateLook', 500],
  // Each offer is judged with everything that its body asks.
  ['Enrollment.offers', 200],
  // Reads every answer to a course.
  ['Query.evaluationReport', 300],
  // Reads every answer to a training.
  ['Intensive.evaluation', 60],
  // Counted for the network of the caller, which is a write.
  ['Query.verifyCertificate', 100],
  ['Query.verifyCertificates', 100],
]);

/** What each element of a list argument costs, where that is more than a value. */
const EACH = new Map<string, number>([['Query.verifyCertificates', 10]]);

const ROOT: Record<string, number> = { Mutation: MUTATION, Query: QUERY };

/** What one field costs before its lists are counted. */
export function priceOfField(typeName: string, fieldName: string): number {
  return PRICES.get(`${typeName}.${fieldName}`) ?? ROOT[typeName] ?? 1;
}

export const priceOfEach = (typeName: string, fieldName: string): number => EACH.get(`${typeName}.${fieldName}`) ?? 1;
