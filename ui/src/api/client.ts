import { createClient } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-web';
import { CatalogService } from './generated/lamella/v1/catalog_service_pb';
import { DefinitionService } from './generated/lamella/v1/definition_service_pb';
import { SegmentService } from './generated/lamella/v1/segment_service_pb';

// JSON rather than binary: what the page asks can be read in the browser's tools and repeated by curl.
const transport = createConnectTransport({ baseUrl: location.origin, useBinaryFormat: false });

/** What can be asked about segments. */
export const segments = createClient(SegmentService, transport);

/** What is kept under names. */
export const definitions = createClient(DefinitionService, transport);

/** What can be asked about names, types and values. */
export const catalogs = createClient(CatalogService, transport);
