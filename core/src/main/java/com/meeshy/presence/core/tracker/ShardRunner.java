package com.meeshy.presence.core.tracker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread of a shard: takes commands from the mailbox, gives them to the shard, wakes it when time is due.
final class ShardRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardRunner.class);
    private static final int COMMANDS_PER_TURN = 256;

    private final TrackerShard shard;
    private final Mailbox mailbox;
    private final Thread thread;
    private volatile boolean closing;

    private ShardRunner(String name, TrackerShard shard, int capacity) {
        this.shard = shard;
        this.mailbox = new Mailbox(capacity);
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    static ShardRunner start(String name, TrackerShard shard, int capacity) {
        ShardRunner runner = new ShardRunner(name, shard, capacity);
        runner.thread.start();
        return runner;
    }

    TrackerShard shard() {
        return shard;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    private void run() {
        List<Command> turn = new ArrayList<>(COMMANDS_PER_TURN);
        while (!closing || mailbox.size() > 0) {
            awaitCommand(turn);
            mailbox.drainTo(turn, COMMANDS_PER_TURN);
            turn.forEach(this::handle);
            turn.clear();
            shard.tick();
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

    private void awaitCommand(List<Command> turn) {
        Duration atMost = closing ? Duration.ZERO : shard.untilNextTick();
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
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
