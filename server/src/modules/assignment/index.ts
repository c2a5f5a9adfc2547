// Handing a matter to the units that handle it: transfer, assignment, signature, objection, rulings on competence, contacts.
export { ASSIGNMENT_ACTIONS } from './actions.ts'
export type { Assignment, Warning } from './assignment.ts'
export { dayOf, endOfLimit } from './dates.ts'
export { summaryOf, type Warned } from './hand-over.ts'
export { petitionerFor } from './hand-over.rules.ts'
export { missingForAssignment } from './missing.rules.ts'
export type { AssignmentFacts } from './missing.rules.ts'
export { assignmentsEnd, endAssignments, insertAssignments, reopenAssignments } from './store.ts'
