package com.meeshy.presence.server.gateway;

/// Names of the events that the server sends (SPEC §4).
final class ServerEvent {
    static final String AUTHENTICATED = "authenticated";
    static final String USER_STATUS = "user:status";
    static final String PRESENCE_SNAPSHOT = "presence:snapshot";
    static final String PRESENCE_DIGEST = "presence:digest";
    static final String ERROR = "error";
    static final String CONVERSATION_JOINED = "conversation:joined";
    static final String CONVERSATION_JOIN_ERROR = "conversation:join-error";
    static final String CONVERSATION_LEFT = "conversation:left";
    static final String MEMBER_LEFT = "conversation:member-left";
    static final String ONLINE_STATS = "conversation:online_stats";
    static final String CONVERSATION_SIZE = "conversation:size";
    static final String TYPING_START = "typing:start";
    static final String TYPING_STOP = "typing:stop";
    static final String MESSAGE_NEW = "message:new";
    static final String HEARTBEAT_ACK = "heartbeat:ack";
    static final String TOKEN_EXPIRED = "auth:token-expired";
    static final String SESSION_REVOKED = "auth:session-revoked";

    private ServerEvent() {}
}
