// The words of the wire under one roof, so that nothing else names generated files.
export * from './generated/lamella/v1/predicate_pb';
export * from './generated/lamella/v1/segment_service_pb';
export * from './generated/lamella/v1/catalog_service_pb';
export { type Timestamp, timestampDate, timestampFromDate } from '@bufbuild/protobuf/wkt';
export { create, equals, toBinary, fromBinary, type MessageInitShape } from '@bufbuild/protobuf';
export { base64Decode, base64Encode } from '@bufbuild/protobuf/wire';
