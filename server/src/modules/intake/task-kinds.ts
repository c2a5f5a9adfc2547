/** The task that waits for a second person to agree that a matter is not accepted. */
export const REFUSAL_PROPOSAL = 'refusal-proposal'
/** The task of the office above: to read what was reported to it and say what it does. */
export const REPORT = 'urgent-report'
/** The task of hearing from the petitioner whether they mean to withdraw. */
export const CALL_BACK = 'withdrawal-call-back'
