// Words of the wire apart from those in wire.ts, so that the first page does not load them.
export * from './generated/lamella/v1/coverage_pb';
export * from './generated/lamella/v1/difference_pb';
export * from './generated/lamella/v1/history_pb';
export * from './generated/lamella/v1/member_page_pb';
