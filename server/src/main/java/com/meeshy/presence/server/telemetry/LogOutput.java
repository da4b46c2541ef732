package com.meeshy.presence.server.telemetry;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.meeshy.presence.server.config.OperationsSettings;
import java.util.List;
import org.slf4j.LoggerFactory;

/// The form of the log: lines of text for people, or one JSON object per line for machines, on standard output.
public final class LogOutput {
    private static final String PATTERN = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %-5level %logger{0} %msg %kvp%n";

    /// They say at info what only matters while looking for a fault in them.
    private static final List<String> TALKATIVE = List.of("io.micronaut", "io.netty", "org.mongodb");

    /// Prints the stack of a failed start, which the operator is told in one sentence.
    private static final String TOLD_ELSEWHERE = "io.micronaut.http.server.netty.NettyHttpServer";

    private static final int WAITING_LINES = 16_384;

    private LogOutput() {}

    /// Takes effect at once, for every logger.
    public static void apply(OperationsSettings settings) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Level level = Level.toLevel(settings.logLevel());
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder(context, settings.logFormat()));
        console.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(behind(console, context));
        for (String name : TALKATIVE) {
            context.getLogger(name).setLevel(level.isGreaterOrEqual(Level.INFO) ? Level.WARN : level);
        }
        context.getLogger(TOLD_ELSEWHERE).setLevel(Level.OFF);
    }

    /// Writes what waits. The last thing a process does.
    public static void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
        }
    }

    /// Event loops and shards log, and must not wait for a terminal or a pipe: past the queue lines are
    /// dropped, those of debug and info first.
    private static AsyncAppender behind(ConsoleAppender<ILoggingEvent> console, LoggerContext context) {
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setQueueSize(WAITING_LINES);
        queue.setNeverBlock(true);
        queue.addAppender(console);
        queue.start();
        return queue;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, String format) {
        if (format.equals("json")) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.setWithSequenceNumber(false);
            json.setWithNanoseconds(false);
            json.setWithContext(false);
            json.setWithArguments(false);
            json.setWithMessage(false);
            json.setWithFormattedMessage(true);
            json.start();
            return json;
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(PATTERN);
        text.start();
        return text;
    }
}
