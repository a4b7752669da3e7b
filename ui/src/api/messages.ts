import { createClient } from '@connectrpc/connect';
import { MessageService } from './generated/lamella/v1/message_service_pb';
import { transport } from './transport';

/** What can be asked about messages to customers. */
export const messages = createClient(MessageService, transport);
