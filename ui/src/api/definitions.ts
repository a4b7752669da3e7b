import { createClient } from '@connectrpc/connect';
import { DefinitionService } from './generated/lamella/v1/definition_service_pb';
import { transport } from './transport';

/** What is kept under names. */
export const definitions = createClient(DefinitionService, transport);
