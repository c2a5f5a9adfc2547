// Where and who: regions of five levels, units by line and place, posts, code tables, duty rules, calendars.
export { seedDirectory } from './seed-directory.ts'
