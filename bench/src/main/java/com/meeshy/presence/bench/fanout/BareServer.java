package com.meeshy.presence.bench.fanout;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The limit that a layer can come near to: no protocol, no queue, no limits. An event becomes one frame in one
/// buffer; every member's channel is given a duplicate of it, and is flushed once per turn of its loop.
final class BareServer {

    private static final int SHORT = 126;

    /// A member of a room.
    private static final class Member {
        private final Channel channel;
        private boolean dirty;

        Member(Channel channel) {
            this.channel = channel;
        }
    }

    /// The members of each room on one loop, and who is to be flushed there. Confined to the loop.
    private static final class Loop {
        private final List<List<Member>> rooms = new ArrayList<>();
        private final List<Member> dirty = new ArrayList<>();

        void send(int room, ByteBuf frame, EventLoop loop) {
            for (Member member : rooms.get(room)) {
                member.channel.write(frame.retainedDuplicate(), member.channel.voidPromise());
                if (!member.dirty) {
                    if (dirty.isEmpty()) {
                        loop.execute(this::flush);
                    }
                    member.dirty = true;
                    dirty.add(member);
                }
            }
            frame.release();
        }

        private void flush() {
            for (Member member : dirty) {
                member.dirty = false;
                member.channel.flush();
            }
            dirty.clear();
        }
    }

    private final Map<EventLoop, Loop> loops = new ConcurrentHashMap<>();
    private final int rooms;
    private int next;

    private BareServer(int rooms) {
        this.rooms = rooms;
    }

    public static void main(String[] arguments) throws InterruptedException {
        BareServer server = new BareServer(Integer.parseInt(arguments[1]));
        Listening.start(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[2]),
                channel -> channel.pipeline()
                        .addLast(new HttpServerCodec(), new HttpObjectAggregator(SHORT * SHORT), server.new Door()));
    }

    private Loop loop(EventLoop eventLoop) {
        return loops.computeIfAbsent(eventLoop, key -> {
            Loop loop = new Loop();
            for (int i = 0; i < rooms; i++) {
                loop.rooms.add(new ArrayList<>());
            }
            return loop;
        });
    }

    private void emit() {
        next = (next + 1) % rooms;
        int room = next;
        byte[] packet = Status.packetNow().getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.directBuffer(packet.length + 4);
        frame.writeByte(0x81).writeByte(SHORT).writeShort(packet.length).writeBytes(packet);
        loops.forEach((eventLoop, loop) -> {
            frame.retain();
            if (eventLoop.inEventLoop()) {
                loop.send(room, frame, eventLoop);
            } else {
                eventLoop.execute(() -> loop.send(room, frame, eventLoop));
            }
        });
        frame.release();
    }

    private final class Door extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            try {
                if (msg instanceof FullHttpRequest request) {
                    open(ctx, request);
                } else if (msg instanceof TextWebSocketFrame text) {
                    command(ctx, text.text());
                }
            } finally {
                ReferenceCountUtil.release(msg);
            }
        }

        private void open(ChannelHandlerContext ctx, FullHttpRequest request) {
            String uri = request.uri();
            int room = Integer.parseInt(uri.substring(uri.lastIndexOf('=') + 1)); // room is the last parameter
            new WebSocketServerHandshakerFactory("", null, false)
                    .newHandshaker(request)
                    .handshake(ctx.channel(), request)
                    .addListener(done -> {
                        ctx.pipeline().remove("wsencoder"); // ready-made frames, as in ours
                        if (room >= 0) {
                            loop(ctx.channel().eventLoop()).rooms.get(room).add(new Member(ctx.channel()));
                        }
                        answer(ctx, "40{}");
                    });
        }

        private void command(ChannelHandlerContext ctx, String text) {
            if (text.startsWith("42[\"go\",")) {
                for (int left = Integer.parseInt(text.substring(8, text.length() - 1)); left > 0; left--) {
                    emit();
                }
            } else if (text.startsWith("42[\"heap\"")) {
                answer(ctx, "42[\"heap\"," + Listening.heap() + "]");
            }
        }

        private void answer(ChannelHandlerContext ctx, String text) {
            ByteBuf frame = Unpooled.directBuffer(text.length() + 2);
            frame.writeByte(0x81).writeByte(text.length()).writeBytes(text.getBytes(StandardCharsets.UTF_8));
            ctx.writeAndFlush(frame);
        }
    }
}
