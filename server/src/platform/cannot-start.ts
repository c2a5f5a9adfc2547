/** Something outside the program stands in the way; the message says what to do. */
export class CannotStart extends Error {}
