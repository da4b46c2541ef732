-- The few global conversations are asked for again and again.
CREATE INDEX Conversation_global ON Conversation (type) WHERE type = 'global';
