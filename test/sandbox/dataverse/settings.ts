/** Behaviours that the references mark as unverified or inferred: switches, so that tests run both ways. */
export interface EngineSettings {
  /** Columns not valid for create or update in a payload (dataverse.md 0.11 says computed values are recomputed). */
  readOnlyColumns: 'ignore' | 'refuse';
  /** Milliseconds until a new alternate key's index is Active (dataverse.md 2: it is built asynchronously). */
  keyDelay: number;
  /** A $batch that stops at an error answers with the parts before it as well (dataverse.md 3 and 14). */
  batchKeepsEarlierParts: boolean;
  /** Writes inside a $batch need their own Content-Length (dataverse.md 3: one implementer found so). */
  innerContentLengthRequired: boolean;
  /** Days until a delta token expires (dataverse.md 6; organization.ExpireChangeTrackingInDays). */
  deltaExpiryDays: number;
  /** Status of the refusal of an expired token [mem]. */
  expiredDeltaStatus: 400 | 410;
  /** Largest and default page (dataverse.md 7). */
  maxPageSize: number;
}

export const defaultSettings: EngineSettings = {
  readOnlyColumns: 'ignore',
  keyDelay: 0,
  batchKeepsEarlierParts: false,
  innerContentLengthRequired: false,
  deltaExpiryDays: 7,
  expiredDeltaStatus: 400,
  maxPageSize: 5000,
};
