import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.eventspy.AbstractEventSpy;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.artifact.Artifact;

/// Ends Maven when an artifact that it has resolved is not the one whose SHA-256 is committed: before anything of it is loaded, be it a
/// library, a plugin or what a plugin needs, be it fresh from a mirror or from the local repository.
///
/// Maven loads it where `-Dmaven.ext.class.path` names its jar, from 3.3.1 on; the checksums that the resolver of Maven 3.9 could check
/// by itself would be left out by 3.8 without a word. With `MEESHY_CHECKSUMS` in the environment, the name of a file, it writes there
/// what is not pinned yet, and refuses only what has changed.
@Named
@Singleton
public final class PinnedArtifacts extends AbstractEventSpy {

    private static final String OWN_GROUP = "com.meeshy.presence";
    private final Path root = Path.of(System.getProperty("maven.multiModuleProjectDirectory", "."));
    private final Map<String, String> pinned = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    @Override
    public void init(Context context) {
        try {
            for (String line : Files.readAllLines(root.resolve("supply/checksums.txt"))) {
                String[] words = line.split(" +");
                if (words.length == 2) pinned.put(words[1], words[0]);
            }
        } catch (IOException e) {
            stop("supply/checksums.txt cannot be read (" + e + ").");
        }
    }

    @Override
    public synchronized void onEvent(Object event) {
        if (!(event instanceof RepositoryEvent)) return;
        RepositoryEvent resolution = (RepositoryEvent) event;
        Artifact artifact = resolution.getArtifact();
        if (resolution.getType() != RepositoryEvent.EventType.ARTIFACT_RESOLVED
                || artifact.getFile() == null
                || OWN_GROUP.equals(artifact.getGroupId())
                // A changed description can only name artifacts that are pinned themselves.
                || "pom".equals(artifact.getExtension())) return;
        String name = artifact.toString();
        // The same coordinates may lie in two places; each file counts.
        if (seen.add(name + " " + artifact.getFile())) check(name, artifact.getFile().toPath());
    }

    private void check(String name, Path file) {
        try {
            String found = sha256(file);
            String expected = pinned.get(name);
            String recorded = System.getenv("MEESHY_CHECKSUMS");
            if (expected != null && !expected.equals(found)) {
                stop(name + " is not what was pinned: " + file + " has the SHA-256 " + found + " instead of " + expected
                        + ". Delete that file and build again; should the new one be right, delete its line in"
                        + " supply/checksums.txt and run ./meeshy checksums --update.");
            } else if (recorded != null) {
                Files.writeString(Path.of(recorded), found + "  " + name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } else if (expected == null) {
                stop(name + " is not pinned in supply/checksums.txt. After a deliberate upgrade run ./meeshy checksums --update.");
            }
        } catch (IOException e) {
            stop(name + " cannot be checked against supply/checksums.txt (" + e + ").");
        }
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // The digest takes what is read.
            }
            StringBuilder hex = new StringBuilder();
            for (byte each : in.getMessageDigest().digest()) hex.append(String.format("%02x", each));
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Maven only logs what a listener throws, so the process must end.
    private static void stop(String sentence) {
        System.err.println("meeshy: " + sentence);
        Runtime.getRuntime().halt(1);
    }
}
