package com.meeshy.presence.core.tracker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drives a shard: takes commands from the mailbox, gives them to the shard, wakes it when time is due. Normally
/// on a thread of its own; without [#start], whoever calls [#turn] is that thread.
final class ShardRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardRunner.class);
    private static final int COMMANDS_PER_TURN = 256;

    private final TrackerShard shard;
    private final Mailbox mailbox;
    private final Standstill standstill = new Standstill(System::nanoTime);
    private final List<Command> turn = new ArrayList<>(COMMANDS_PER_TURN);
    private @Nullable Thread thread;
    private volatile boolean closing;

    ShardRunner(TrackerShard shard, int capacity) {
        this.shard = shard;
        this.mailbox = new Mailbox(capacity);
    }

    ShardRunner start(String name) {
        Thread started = Thread.ofVirtual().name(name).unstarted(this::run);
        thread = started;
        started.start();
        return this;
    }

    TrackerShard shard() {
        return shard;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /// Handles what waits, and what time has brought.
    void turn() {
        mailbox.drainTo(turn, COMMANDS_PER_TURN);
        turn.forEach(this::handle);
        turn.clear();
        tick();
    }

    /// As with a command: what one participant's end runs into must not end the shard.
    private void tick() {
        try {
            shard.tick();
        } catch (RuntimeException e) {
            LOG.error("What time brought to presence failed and was dropped", e);
        }
    }

    private void run() {
        while (!closing || mailbox.size() > 0) {
            awaitCommand();
            lookAround();
            turn();
        }
    }

    private void lookAround() {
        if (shard.patient(standstill.isRecent())) {
            LOG.warn("PRESENCE stood still: whoever lost its line has {} to return", Standstill.PATIENCE);
        }
    }

    /// A command that hits a defect must not end the shard and with it the presence of everybody else in it.
    private void handle(Command command) {
        try {
            shard.handle(command);
        } catch (RuntimeException e) {
            LOG.error("A presence command failed and was dropped: {}", command, e);
            if (command instanceof Command.Introduce introduce && introduce.done() != null) {
                introduce.done().completeExceptionally(e);
            }
        }
    }

    private void awaitCommand() {
        Duration due = closing ? Duration.ZERO : shard.untilNextTick();
        Duration atMost = due.compareTo(Standstill.LOOK) < 0 ? due : Standstill.LOOK;
        try {
            @Nullable Command first = mailbox.poll(atMost);
            if (first != null) {
                turn.add(first);
            }
        } catch (InterruptedException e) {
            // Only close() interrupts: it has set `closing`, and the loop ends when the mailbox is empty.
            return;
        }
    }

    @Override
    public void close() {
        closing = true;
        Thread started = thread;
        if (started == null) {
            return;
        }
        started.interrupt();
        try {
            started.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
