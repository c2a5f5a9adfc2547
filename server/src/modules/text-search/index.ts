// Chinese full text: any substring of two or more characters is found, in the database's own index.
export { foldText, searchVector } from './search-vector.ts'
export { monthMarks, placeMark, substringQuery } from './search-query.ts'
export { passageAround } from './passage.ts'
