// The tests of ../quickstart, run by Gradle 8 or later: "mvn install" in the root, then "gradle test" here.
import org.gradle.api.tasks.testing.logging.TestExceptionFormat

plugins {
    java
}

repositories {
    // Where "mvn install" has put Sandtrap; -Dmaven.repo.local= names another.
    mavenLocal {
        content {
            includeGroup("org.sandtrap")
        }
    }
    mavenCentral()
}

dependencies {
    testImplementation("org.sandtrap:sandtrap:0.1.0-SNAPSHOT")
    testImplementation(platform("org.junit:junit-bom:5.14.4"))
    testImplementation("org.junit.jupiter:junit-jupiter")
    testImplementation("org.assertj:assertj-core:3.27.7")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

sourceSets {
    test {
        java.setSrcDirs(listOf("../quickstart/src/test/java"))
    }
}

tasks.compileTestJava {
    options.release.set(17)
    options.encoding = "UTF-8"
}

tasks.test {
    useJUnitPlatform()
    // Without it JDK 24 and newer warn that a library is loaded.
    jvmArgs("--enable-native-access=ALL-UNNAMED")
    // The tests compile these programs, and name them from here.
    workingDir = file("../quickstart")
    inputs.dir("../quickstart/src/main/c")
    testLogging {
        events("passed", "skipped", "failed")
        exceptionFormat = TestExceptionFormat.FULL
    }
}
