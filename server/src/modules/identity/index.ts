// Who acts: accounts, sessions, sign-in, posts and roles of the person at the keyboard.
export { accessOf, caseUnitIds, hasOversight, hasRole, oversightPaths } from './actor.ts'
export type { Actor, ActorPost } from './actor.ts'
export { loadActor } from './load-actor.ts'
