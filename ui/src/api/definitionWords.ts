// Words of the wire apart from those in wire.ts, so that the first page does not load them.
export * from './generated/lamella/v1/partition_definition_pb';
export * from './generated/lamella/v1/segment_definition_pb';
