// Words of the wire apart from those in wire.ts, so that the first page does not load them.
export * from './generated/lamella/v1/message_service_pb';
