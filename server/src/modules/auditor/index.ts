// The auditor's desk: lists, verifies and exports the record, and is itself recorded.
export { auditorRoutes } from './routes.ts'
