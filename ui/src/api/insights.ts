import { createClient } from '@connectrpc/connect';
import { InsightService } from './generated/lamella/v1/insight_service_pb';
import { transport } from './transport';

/** What can be asked about what customers have, over time and against one another. */
export const insights = createClient(InsightService, transport);
