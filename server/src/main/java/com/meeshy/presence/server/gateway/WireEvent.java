package com.meeshy.presence.server.gateway;

import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.server.wire.Moments;

/// A notice as a Socket.IO event.
record WireEvent(String name, Object payload) {
    static WireEvent of(Notice notice) {
        return switch (notice) {
            case Notice.Status status -> new WireEvent(ServerEvent.USER_STATUS, Payload.UserStatus.of(status));
            case Notice.Page page -> new WireEvent(ServerEvent.PRESENCE_SNAPSHOT, Payload.Snapshot.of(page));
            case Notice.Digest digest -> new WireEvent(ServerEvent.PRESENCE_DIGEST, Payload.Digest.of(digest.digest()));
            case Notice.OnlineCount count -> new WireEvent(ServerEvent.ONLINE_STATS, Payload.OnlineStats.of(count));
            case Notice.Size size ->
                new WireEvent(
                        ServerEvent.CONVERSATION_SIZE,
                        new Payload.Size(size.conversation().toString(), size.isLarge()));
            case Notice.Welcome welcome -> new WireEvent(ServerEvent.AUTHENTICATED, Payload.Authenticated.of(welcome));
            case Notice.NotWelcome not ->
                new WireEvent(
                        ServerEvent.AUTHENTICATED,
                        new Payload.NotAuthenticated(false, not.sentence(), not.code(), not.retry()));
            case Notice.Problem problem ->
                new WireEvent(ServerEvent.ERROR, Payload.Problem.of(problem.sentence(), problem.code()));
            case Notice.TokenExpired expired ->
                new WireEvent(ServerEvent.TOKEN_EXPIRED, Payload.Problem.of(expired.sentence(), expired.code()));
            case Notice.Revoked revoked ->
                new WireEvent(
                        ServerEvent.SESSION_REVOKED,
                        new Payload.Problem(revoked.sentence(), revoked.code(), revoked.reason()));
            case Notice.Joined(var conversation, var who) ->
                new WireEvent(ServerEvent.CONVERSATION_JOINED, Payload.Joined.of(conversation, who));
            case Notice.JoinError(String conversation, String reason, String sentence) ->
                new WireEvent(
                        ServerEvent.CONVERSATION_JOIN_ERROR, new Payload.JoinError(conversation, reason, sentence));
            case Notice.Left(var conversation, var who) ->
                new WireEvent(ServerEvent.CONVERSATION_LEFT, Payload.Joined.of(conversation, who));
            case Notice.MemberLeft(var conversation, var who) ->
                new WireEvent(ServerEvent.MEMBER_LEFT, Payload.Joined.of(conversation, who));
            case Notice.Typing typing ->
                new WireEvent(
                        typing.started() ? ServerEvent.TYPING_START : ServerEvent.TYPING_STOP,
                        Payload.Typing.of(typing));
            case Notice.NewMessage message -> new WireEvent(ServerEvent.MESSAGE_NEW, Payload.NewMessage.of(message));
            case Notice.Time time ->
                new WireEvent(ServerEvent.HEARTBEAT_ACK, new Payload.HeartbeatAck(Moments.text(time.now())));
        };
    }
}
