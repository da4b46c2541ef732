package com.meeshy.presence.bench.runs;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the system says of itself and of a process. Figures that it does not know are 0.
public final class Machine {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Pattern DIRECT = Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
    private static final Pattern SLAB = Pattern.compile("Slab:\\s+(\\d+) kB");

    private static final int PATIENCE_SECONDS = 20;

    private Machine() {}

    /// How many files and sockets this process may have open.
    static long mostDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /// Bytes of heap in use after a full collection, by `jcmd`.
    public static long heap(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        return used(jcmd(pid, "GC.heap_info")) * 1024;
    }

    /// Each generation of a heap says its own; the metaspace behind them is not part of it.
    static long used(String info) {
        Matcher found =
                USED.matcher(info.substring(0, info.contains("Metaspace") ? info.indexOf("Metaspace") : info.length()));
        long sum = 0;
        while (found.find()) {
            sum += Long.parseLong(found.group(1));
        }
        return sum;
    }

    /// Bytes in use after a full collection. Only of a process with `-XX:NativeMemoryTracking=summary`.
    ///
    /// @param direct outside the heap, by whichever way it was asked for
    public record Memory(long heap, long direct) {}

    public static Memory memory(long pid) throws IOException, InterruptedException {
        Path commands = Files.writeString(
                Files.createTempFile("meeshy-bench-", ".jcmd"),
                String.join("\n", "GC.run", "GC.run", "GC.heap_info", "VM.native_memory summary", ""));
        try {
            String said = jcmd(pid, "-f", commands.toString());
            return new Memory(used(said) * 1024, number(DIRECT, said) * 1024);
        } finally {
            Files.delete(commands);
        }
    }

    public static long resident(long pid) throws IOException {
        return number(RESIDENT, read(Path.of("/proc", Long.toString(pid), "status"))) * 1024;
    }

    /// Bytes of the kernel's own objects on this machine: among much else, those of each socket, at both ends
    /// of a connection within this machine. Whatever else goes on here changes it too.
    static long slab() throws IOException {
        return number(SLAB, read(Path.of("/proc/meminfo"))) * 1024;
    }

    /// Bytes that processes could still get.
    static long freeMemory() throws IOException {
        return number(AVAILABLE, read(Path.of("/proc/meminfo"))) * 1024;
    }

    /// How many files and sockets the process has open.
    public static long descriptors(long pid) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.count();
        }
    }

    /// Seconds of processor time that the process has used.
    public static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(used -> used.toMillis() / 1e3)
                .orElse(0.0);
    }

    private static String jcmd(long pid, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        // A process that does nothing but collect garbage answers late or never.
        if (!jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            jcmd.destroyForcibly();
        }
        return new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}
