package com.meeshy.presence.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.meeshy.presence.core.audience.VisibilityRule.Audience;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.tracker.Attendance;
import com.meeshy.presence.storage.Conversations;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The order of the rooms (DESIGN §2) and the rules on time and names (§3): an arrow never points back.
class StructureTest {
    private static final String CORE = "com.meeshy.presence.core..";
    private static final String LIVE = "com.meeshy.presence.live..";
    private static final String STORAGE = "com.meeshy.presence.storage..";
    private static final String SERVER = "com.meeshy.presence.server..";
    private static final String SOCKET_IO = "com.meeshy.socketio..";

    private static final List<String> ROOMS =
            List.of("cli", "wiring", "demo", "http", "console", "rest", "gateway", "telemetry", "wire", "config");

    private static final List<String> LIVE_ROOMS = List.of(
            "upkeep",
            "directory",
            "session",
            "view",
            "messaging",
            "membership",
            "line",
            "authentication",
            "admission",
            "port");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // Those of other modules are in jars.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("com.meeshy");

    @Test
    void theCoreKnowsNothingOfTheOutsideWorld() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CORE, "java..", "org.jspecify..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void theSocketIoLayerKnowsNothingOfPresence() {
        noClasses()
                .that()
                .resideInAPackage(SOCKET_IO)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.meeshy.presence..", "io.micronaut..")
                .check(CLASSES);
    }

    /// What it means that people are connected is said without Netty, HTTP or JSON.
    @Test
    void theConnectedStandBehindPorts() {
        classes()
                .that()
                .resideInAPackage(LIVE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        LIVE,
                        CORE,
                        STORAGE,
                        "java..",
                        "com.github.benmanes.caffeine..",
                        "com.nimbusds..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void theRoomsOfTheConnectedKeepTheirOrder() {
        LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInAnyPackage(LIVE);
        for (String room : LIVE_ROOMS) {
            rooms = rooms.layer(room).definedBy("..live." + room + "..");
        }
        rooms.layer("node")
                .definedBy("com.meeshy.presence.live")
                .whereLayer("node")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("directory")
                .mayOnlyBeAccessedByLayers("node", "upkeep")
                .whereLayer("upkeep")
                .mayOnlyBeAccessedByLayers("node")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("node", "directory")
                .whereLayer("view")
                .mayOnlyBeAccessedByLayers("node", "directory", "session")
                .whereLayer("messaging")
                .mayOnlyBeAccessedByLayers("node")
                .whereLayer("membership")
                .mayOnlyBeAccessedByLayers("node", "messaging")
                .whereLayer("line")
                .mayOnlyBeAccessedByLayers("node", "directory", "session", "view", "messaging")
                .check(CLASSES);
    }

    private static LayeredArchitecture rooms() {
        LayeredArchitecture rooms = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(SERVER)
                .layer("main")
                .definedBy("com.meeshy.presence.server");
        for (String room : ROOMS) {
            rooms = rooms.layer(room).definedBy("..server." + room + "..");
        }
        return rooms;
    }

    @Test
    void theRoomsOfTheServerKeepTheirOrder() {
        rooms().whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("wiring")
                .mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("demo")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("wiring", "cli", "main")
                .whereLayer("rest")
                .mayOnlyBeAccessedByLayers("wiring", "http", "demo", "console")
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("gateway")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("gateway", "rest", "console")
                .check(CLASSES);
    }

    @Test
    void noRoomsDependOnEachOtherInACircle() {
        slices().matching("com.meeshy.presence.core.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
        slices().matching("com.meeshy.presence.storage.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
        slices().matching("com.meeshy.presence.live.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
        slices().matching("com.meeshy.presence.server.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /// [VisibilityRule]: whoever else compares conversations, or shows who is online in one, has a rule of its own.
    @Test
    void whoSeesWhomIsSaidInOnePlace() {
        noClasses()
                .that(resideInAnyPackage(CORE, LIVE, SERVER).and(not(resideInAPackage("..core.audience.."))))
                .should()
                .callMethod(Collections.class, "disjoint", Collection.class, Collection.class)
                .orShould()
                .callMethod(Attendance.class, "online", ConversationId.class)
                .orShould()
                .callConstructor(Audience.class, ParticipantId.class, Collection.class)
                .check(CLASSES);
        noClasses()
                .that(resideInAnyPackage("..server.rest..", "..server.console..", "..live.messaging.."))
                .should()
                .callMethod(Participant.class, "conversations")
                .check(CLASSES);
    }

    /// [MembershipCheck].
    @Test
    void whoMayUseAConversationIsSaidInOnePlace() {
        noClasses()
                .that(resideInAnyPackage(LIVE, SERVER).and(not(resideInAPackage("..live.membership.."))))
                .should()
                .callMethod(Conversations.class, "membership", ConversationId.class, ParticipantId.class)
                .check(CLASSES);
    }

    @Test
    void timeIsGivenAndNeverTaken() {
        noClasses()
                .that(resideInAnyPackage(CORE, STORAGE, LIVE, SERVER, SOCKET_IO))
                .and()
                .doNotHaveFullyQualifiedName("com.meeshy.presence.server.Main")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that(resideInAnyPackage(CORE, STORAGE, LIVE, SERVER, SOCKET_IO))
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Base|Service)")
                .check(CLASSES);
    }
}
