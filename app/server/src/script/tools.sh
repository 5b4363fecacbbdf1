# Shared by ./start, ./verify and ./bench: finds the tools, builds, stops what was started. Sourced from the top directory.

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Major version of the JDK in a directory; nothing if there is none (a runtime without compiler does not count).
jdk_version() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    "$1/bin/javac" -version 2>&1 | sed -nE 's/^javac ([0-9]+).*/\1/p'
}

# Sets JAVA_HOME to a JDK 25 or newer: the one set already, the one on the PATH, or one installed in a usual place.
find_jdk() {
    local candidates=() candidate version
    [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
    if command -v javac >/dev/null 2>&1; then
        candidate=$(command -v javac)
        while [ -L "$candidate" ]; do
            local target
            target=$(readlink "$candidate")
            case $target in /*) candidate=$target ;; *) candidate=$(dirname "$candidate")/$target ;; esac
        done
        candidates+=("$(dirname "$(dirname "$candidate")")")
    fi
    candidates+=(/usr/lib/jvm/* /opt/jdk* /opt/java* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home)
    for candidate in "${candidates[@]}"; do
        version=$(jdk_version "$candidate")
        if [ -n "$version" ] && [ "$version" -ge 25 ]; then
            export JAVA_HOME=$candidate
            return
        fi
    done
    fail "Parley needs a JDK 25 or newer and found none. Install one (https://adoptium.net) or set JAVA_HOME to it."
}

# Whether version $1 is at least $2, both as major.minor[.patch].
at_least() {
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$2" ]
}

find_maven() {
    command -v mvn >/dev/null 2>&1 || fail "Parley is built with Maven 3.8 or newer, which is not on the PATH (https://maven.apache.org)."
    local version
    version=$(mvn --version 2>/dev/null | sed -nE 's/.*Apache Maven ([0-9.]+).*/\1/p' | head -n 1)
    at_least "${version:-0}" 3.8 || fail "Parley is built with Maven 3.8 or newer; mvn is ${version:-of an unknown version}."
}

find_node() {
    command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
        fail "The web app is built with Node 20 or newer and npm, which are not on the PATH (https://nodejs.org)."
    local version
    version=$(node --version | sed 's/^v//')
    at_least "$version" 20.0 || fail "The web app is built with Node 20 or newer; node is $version."
}

maven() {
    find_jdk
    find_maven
    find_node
    # JDK 24 and newer would warn about Maven's own use of sun.misc.Unsafe.
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" mvn --batch-mode "$@"
}

# Sets server_jar; builds without tests when any source is newer than what was built.
build_if_needed() {
    local stamp=target/built-for-start
    server_jar=$(first_file app/server/target/run/parley-server-*-boot.jar)
    if [ -n "$server_jar" ] && [ -f "$stamp" ] && [ -z "$(newer_sources "$stamp")" ]; then
        return
    fi
    say "Building Parley (the first time takes a few minutes) ..."
    mkdir -p target
    # Taken before, so that what is changed meanwhile is built the next time.
    touch "$stamp.new"
    if ! maven --quiet -DskipTests -Dspotless.check.skip=true -pl app/server,app/sandbox -am package; then
        rm -f "$stamp.new"
        fail "The build failed; what it says stands above. \"mvn -DskipTests package\" shows more."
    fi
    prepare_start
    mv "$stamp.new" "$stamp"
}

# The flags that the server runs with; the cache below is good for these only.
# Tink's protobuf still asks sun.misc.Unsafe, and JDK 24 and newer warn about it at each start.
server_flags=(-Duser.timezone=UTC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC)
server_cache=app/server/target/run/parley.aot

# Unpacks the server's jar and lets the JVM keep what it learns from one start without data (JEP 514), which more than halves
# the time of every later start. Without the cache the server works the same.
prepare_start() {
    local packed unpacked=app/server/target/run
    packed=$(first_file app/server/target/parley-server-*-boot.jar)
    [ -n "$packed" ] || fail "The build made no app/server/target/parley-server-*-boot.jar."
    rm -rf "$unpacked"
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$packed" extract --destination "$unpacked" >/dev/null
    server_jar=$unpacked/$(basename "$packed")
    "$JAVA_HOME/bin/java" "${server_flags[@]}" -XX:AOTCacheOutput="$server_cache" -Dspring.context.exit=onRefresh \
        -jar "$server_jar" --parley.data="$unpacked/data" --server.port=0 \
        --parley.postgres.url= --parley.clickhouse.url= >"$unpacked/first-start.log" 2>&1 ||
        say "The start-up cache was not made ($unpacked/first-start.log); starts will take longer."
    rm -rf "$unpacked/data"
}

first_file() {
    local file
    for file in "$@"; do
        [ -f "$file" ] && printf '%s' "$file" && return
    done
    return 0
}

newer_sources() {
    find pom.xml sql app batch-jobs dashboards \
        \( -name target -o -name node_modules -o -name dist \) -prune -o \
        -type f ! -name '*.md' ! -name '*.gen.ts' -newer "$1" -print 2>/dev/null | head -n 1
}

# Ends what this script started, by its own process ids, the newest first; the server gets time to end its jobs.
stop_children() {
    trap - EXIT INT TERM
    local i pid
    for ((i = ${#children[@]} - 1; i >= 0; i--)); do
        pid=${children[$i]}
        if kill -0 "$pid" 2>/dev/null; then
            kill -TERM "$pid" 2>/dev/null || true
            wait "$pid" 2>/dev/null || true
        fi
    done
}
