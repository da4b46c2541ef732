package com.meeshy.presence.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.live.LiveNode;
import com.meeshy.presence.live.LivePorts;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.directory.Visibility;
import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Session;
import com.meeshy.presence.live.membership.MembershipCheck;
import com.meeshy.presence.live.membership.MembershipCheck.Answer;
import com.meeshy.presence.live.messaging.MessageSender;
import com.meeshy.presence.live.messaging.SendResult;
import com.meeshy.presence.live.view.Openings;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Membership;
import com.meeshy.socketio.Ack;
import com.meeshy.socketio.Event;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Events about one conversation: join, leave, typing, messages. What must ask the store makes the session
/// busy, so that the next event waits its turn.
final class ConversationEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationEvents.class);

    private final MembershipCheck conversations;
    private final MessageSender messages;
    private final Lines lines;
    private final Openings openings;
    private final Visibility visibility;
    private final Limits limits;
    private final Executor virtualThreads;

    /// @param ports those of the node
    ConversationEvents(LiveNode node, LivePorts ports) {
        this.conversations = node.membership();
        this.messages = node.messages();
        this.openings = node.openings();
        this.visibility = node.visibility();
        this.lines = ports.lines();
        this.limits = ports.limits();
        this.virtualThreads = ports.executor();
    }

    void join(Session session, Event event, Runnable whenDone) {
        String asked = conversationId(event);
        if (asked == null) {
            refuseJoin(session, event, "", "invalid_payload", "conversationId must be an id or an identifier");
            return;
        }
        Verified who = session.present();
        if (limits.take(Limit.CONVERSATION_JOINS, who.id().toString()).isPositive()) {
            refuseJoin(session, event, asked, "rate_limited", "too many joins: wait a few seconds");
            return;
        }
        blocking(session, whenDone, () -> {
            try {
                Answer answer = conversations.check(asked, who.id());
                Conversation conversation = answer.conversation();
                if (conversation != null) {
                    visibility.confirm(who.id(), conversation.id(), answer.usable() != null);
                }
                answerJoin(session, event, asked, answer);
            } catch (StoreException e) {
                LOG.warn("Join failed, the store is away: participant={}", who.id(), e);
                refuseJoin(
                        session,
                        event,
                        asked,
                        "server_error",
                        "the conversation cannot be read at the moment: try again");
            }
        });
    }

    private void answerJoin(Session session, Event event, String asked, Answer answer) {
        Conversation conversation = answer.usable();
        if (conversation == null && answer.membership() == Membership.NO_LONGER) {
            refuseJoin(session, event, asked, "no_longer_member", "you are no longer a member of this conversation");
        } else if (conversation == null) {
            refuseJoin(session, event, asked, "not_a_member", "you are not a member of this conversation");
        } else {
            session.send(new Notice.Joined(conversation.id(), session.present().id()));
            Answers.done(event);
            session.execute(() -> openings.open(session, conversation.id()));
        }
    }

    void leave(Session session, Event event, Runnable whenDone) {
        withConversation(session, event, whenDone, (member, id) -> {
            openings.shut(member, id);
            Answers.done(event);
            member.send(new Notice.Left(id, member.present().id()));
        });
    }

    void typing(Session session, Event event, boolean started, Runnable whenDone) {
        withConversation(session, event, whenDone, (member, id) -> {
            Verified who = member.present();
            // Start and stop are counted each for itself: a start that was told is never left without its stop.
            Duration wait = limits.take(Limit.TYPING, who.id() + " " + id + " " + started);
            if (wait.isPositive()) {
                Answers.refused(event, "RATE_LIMITED", "too much typing: wait a moment", wait);
                return;
            }
            Answers.done(event);
            lines.to(openings.roomOf(id))
                    .except(other -> belongsTo(other, who.id()))
                    .send(new Notice.Typing(id, who.id(), who.name(), started));
        });
    }

    void send(Session session, Event event, Runnable whenDone) {
        String conversation = conversationId(event);
        JsonNode content = event.argument(0).path("content");
        Verified who = session.present();
        blocking(session, whenDone, () -> {
            try {
                SendResult result = messages.send(
                        who.id(), who.name(), conversation, content.isTextual() ? content.textValue() : null);
                answerSend(session, event.ack(), result);
            } catch (StoreException e) {
                LOG.warn("Message not stored, the store is away: participant={}", who.id(), e);
                fail(session, event.ack(), "UNAVAILABLE", "the message was not stored: try again", null);
            }
        });
    }

    private static void answerSend(Session session, @Nullable Ack ack, SendResult result) {
        switch (result) {
            case SendResult.Refused(SendResult.Reason reason) -> {
                // Clients know one code for both.
                SendResult.Reason told =
                        reason == SendResult.Reason.NOT_A_MEMBER ? SendResult.Reason.UNKNOWN_CONVERSATION : reason;
                fail(session, ack, told.name(), told.message(), null);
            }
            case SendResult.TooMany(Duration wait) ->
                fail(session, ack, "RATE_LIMITED", SendResult.TooMany.MESSAGE, wait);
            case SendResult.Sent sent -> {
                if (ack != null) {
                    ack.send(Payload.Sent.of(sent.message().id().toString()));
                }
            }
        }
    }

    private static void fail(Session session, @Nullable Ack ack, String code, String message, @Nullable Duration wait) {
        if (ack == null) {
            session.send(new Notice.Problem(message, code));
        } else {
            ack.send(Payload.NotSent.of(code, message, wait));
        }
    }

    /// Finds the conversation by id or identifier, and goes on when the participant is a member.
    private void withConversation(
            Session session, Event event, Runnable whenDone, BiConsumer<Session, ConversationId> action) {
        String asked = conversationId(event);
        ObjectId id = ObjectId.tryParse(asked);
        if (asked == null) {
            refuse(session, event, "INVALID_PAYLOAD", "conversationId must be an id or an identifier");
        } else if (id != null) {
            asMember(session, event, new ConversationId(id), action);
        } else {
            blocking(session, whenDone, () -> {
                try {
                    Conversation found = conversations.conversation(asked);
                    session.execute(() -> asMember(session, event, found == null ? null : found.id(), action));
                } catch (StoreException e) {
                    LOG.warn("Event {} failed, the store is away", event.name(), e);
                    refuse(session, event, "UNAVAILABLE", "the conversation cannot be read at the moment");
                }
            });
        }
    }

    private static void asMember(
            Session session, Event event, @Nullable ConversationId id, BiConsumer<Session, ConversationId> action) {
        if (id != null && session.isMemberOf(id)) {
            action.accept(session, id);
        } else {
            refuse(session, event, "NOT_A_MEMBER", "you are not a member of this conversation");
        }
    }

    private void blocking(Session session, Runnable whenDone, Runnable task) {
        session.busy(true);
        virtualThreads.execute(() -> {
            try {
                task.run();
            } finally {
                session.execute(() -> {
                    session.busy(false);
                    whenDone.run();
                });
            }
        });
    }

    private static @Nullable String conversationId(Event event) {
        JsonNode id = event.argument(0).path("conversationId");
        return MembershipCheck.isName(id.textValue()) ? id.textValue() : null;
    }

    private static boolean belongsTo(Session session, ParticipantId participant) {
        Verified who = session.who();
        return who != null && who.id().equals(participant);
    }

    private static void refuseJoin(Session session, Event event, String conversation, String reason, String message) {
        Answers.refused(event, reason.toUpperCase(Locale.ROOT), message);
        session.send(new Notice.JoinError(conversation, reason, message));
    }

    private static void refuse(Session session, Event event, String code, String message) {
        Answers.refused(event, code, message);
        session.send(new Notice.Problem(event.name() + ": " + message, code));
    }
}
