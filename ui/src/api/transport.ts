import { createConnectTransport } from '@connectrpc/connect-web';

/** How the server is asked. JSON rather than binary: it can be read in the browser's tools and repeated by curl. */
export const transport = createConnectTransport({
  baseUrl: location.origin,
  useBinaryFormat: false,
});
