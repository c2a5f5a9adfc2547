// The matter (信访事项): its lifecycle, who may do what, and the one way to change it.
export { CITIZEN_TRANSITIONS, LATER_TRANSITIONS, MAIN_ACTION, STAFF_TRANSITIONS, SYSTEM_TRANSITIONS, actionsFrom } from './lifecycle.rules.ts'
export type { Actors, Transition } from './lifecycle.rules.ts'
export type { Matter, MatterChange } from './matter.ts'
export { mayDo, maySee, mayUnmask } from './policy.ts'
export { performCitizenStep, performStep, performSystemStep } from './perform-step.ts'
export type { StaffStepContext, Step, StepContext } from './perform-step.ts'
export { findMatter, lockMatter, toMatter } from './store.ts'
export type { ActionInput } from './action-input.ts'
