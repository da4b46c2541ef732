package com.meeshy.presence.bench.fanout;

import com.meeshy.socketio.client.ClientListener;
import com.meeshy.socketio.client.IncomingPacket;
import com.meeshy.socketio.client.SocketIoClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One listener, who does no more than count.
final class SwarmSocket implements ClientListener {

    private static final int TIME_OFFSET = Status.HEAD.length() - "42".length();
    private static final int ANSWER_OFFSET = "[\"heap\",".length();

    private final List<Tally> tallies;
    private @Nullable Tally tally;
    private volatile boolean entered;
    private volatile long answer = -1;

    SwarmSocket(List<Tally> tallies) {
        this.tallies = tallies;
    }

    boolean entered() {
        return entered;
    }

    long answer() {
        return answer;
    }

    void forgetAnswer() {
        answer = -1;
    }

    @Override
    public void connected(SocketIoClient client) {
        tally = tallies.stream()
                .filter(each -> each.loop().inEventLoop())
                .findFirst()
                .orElseThrow();
        entered = true;
    }

    @Override
    public void event(SocketIoClient client, IncomingPacket event) {
        Tally counting = tally;
        if (event.isEvent(Status.EVENT) && counting != null) {
            counting.arrived(System.nanoTime() - number(event, TIME_OFFSET));
        } else if (event.isEvent("heap")) {
            answer = number(event, ANSWER_OFFSET);
        }
    }

    private static long number(IncomingPacket event, int offset) {
        byte[] bytes = event.bytes();
        long value = 0;
        for (int i = event.begin() + offset; i < event.end() && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }
}
