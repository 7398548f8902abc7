// Until every mutation is made by mutation(): the errors of those that are not.
import * as accounts from '../accounts/errors.ts';
import * as errors from '../errors.ts';

import { type ErrorClass, implementError } from './errorTypes.ts';

for (const value of [errors, accounts].flatMap((module) => Object.values<unknown>(module)))
  if (typeof value === 'function' && value.prototype instanceof errors.DomainError) implementError(value as ErrorClass);
