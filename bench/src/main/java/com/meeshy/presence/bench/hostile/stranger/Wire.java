package com.meeshy.presence.bench.hostile.stranger;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A TCP connection that says whatever it is given. One thread writes, one reads.
public final class Wire implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int LONGEST_LINE = 16 * 1024;

    private final Ground ground;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wire(Ground ground, InetSocketAddress from, InetSocketAddress gateway) throws IOException {
        this.ground = ground;
        socket = new Socket();
        try {
            // Ends without a time of waiting, or the addresses run out of ports.
            socket.setSoLinger(true, 0);
            socket.setTcpNoDelay(true);
            socket.setReuseAddress(true);
            socket.bind(from);
            socket.connect(gateway, CONNECT_MILLIS);
            in = new java.io.BufferedInputStream(socket.getInputStream(), 512);
            out = socket.getOutputStream();
        } catch (IOException e) {
            socket.close();
            ground.figures().count("not connected");
            throw e;
        }
        ground.figures().count("connections");
    }

    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        ground.figures().add("bytes", bytes.length);
    }

    /// Nothing more will be said; the answer is still heard.
    public void endOfSpeech() throws IOException {
        socket.shutdownOutput();
    }

    /// @param seconds to wait for anything; reads throw [SocketTimeoutException] after it
    public Wire patience(double seconds) throws IOException {
        socket.setSoTimeout((int) Math.max(1, seconds * 1_000));
        return this;
    }

    /// @throws EOFException at the end
    int octet() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    byte[] octets(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = octet(); next != '\n'; next = octet()) {
            if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line without end");
            }
        }
        return line.toString();
    }

    /// Hears everything until the gateway ends the connection.
    ///
    /// @return whether it did in this time
    public boolean endsWithin(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        byte[] all = new byte[1_024];
        try {
            for (double left = seconds; left > 0; left = (end - System.nanoTime()) / 1e9) {
                patience(Math.min(left, ground.secondsLeft() + 0.01));
                if (in.read(all) < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return !ground.isOver();
        }
    }

    /// Hears what comes until the end, or nothing more for this long; no more than the beginning is kept.
    public String hear(double seconds) throws IOException {
        patience(seconds);
        byte[] some = new byte[4_096];
        StringBuilder heard = new StringBuilder();
        try {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (heard.length() < LONGEST_LINE) {
                    heard.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
                }
            }
        } catch (SocketTimeoutException e) {
            ground.figures().count("left without an end");
        } catch (java.net.SocketException e) {
            // A reset is an end too.
        }
        return heard.toString();
    }

    @Override
    public void close() {
        ground.forget(this);
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
