package com.meeshy.presence.live.line;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One connection of a client, whatever carries it. All methods may be called from any thread and never block; what is
/// done from one thread happens in that order. After the line has ended they do nothing.
public interface Line {
    /// Tells the client.
    void send(Notice notice);

    /// Completes as soon as everything sent before was handed to the network, or the line has ended: when to go on with
    /// what is too much for one go.
    CompletionStage<Void> drained();

    /// Enters rooms, and so hears what [Lines] tells them.
    void join(String... rooms);

    void leave(String... rooms);

    /// How far the client is trusted, and so how much it may make the server keep.
    void standing(Standing standing);

    /// Ends the line after everything sent before, for a reason of this side.
    void end(LineEnd why);

    /// Runs a task on the loop of this line, one at a time. It must not block. Runs even when the line has ended.
    void execute(Runnable task);

    /// Asks the client for a sign of life now: [#silentFor] tells whether it came.
    void ping();

    /// Whether a client of this kind answers [#ping].
    boolean answersPings();

    /// How long nothing has come from the client. To be asked on the loop of the line, also when it has just ended.
    Duration silentFor();

    InetSocketAddress address();

    /// For operators: "websocket" or "polling".
    String transport();

    /// For operators: what the client says it runs on; null when it does not say.
    @Nullable
    String software();

    /// How far a client is trusted.
    enum Standing {
        /// Has proven nothing.
        STRANGER,
        /// Has shown a credential that is being verified.
        CLAIMANT,
        /// Has proven who it is.
        TRUSTED
    }
}
