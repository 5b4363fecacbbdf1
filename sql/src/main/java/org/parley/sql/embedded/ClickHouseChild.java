package org.parley.sql.embedded;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Arrays;

/// The main class of the child process that is the ClickHouse server: calls the engine's library
/// and stays in that call. It ends when its standard input does, so it never outlives its owner.
///
/// One class file without any other class of ours: it is copied out of the jar to be started.
public final class ClickHouseChild {
    private static final long ERROR_OFFSET = 48;
    private static final long RESULT_BYTES = 56;
    private static final long STACK_BYTES = 16L << 20;

    // Looked up at the start: the last moments are no time to load classes.
    private static final MethodHandle SETSID =
            libc("setsid", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    private static final MethodHandle EXIT =
            libc("_exit", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

    private ClickHouseChild() {}

    private static MethodHandle libc(String name, FunctionDescriptor type) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    /// Serves until the end of standard input.
    ///
    /// @param arguments the library's file, then the arguments for the engine
    public static void main(String[] arguments) {
        leaveTheTerminal();
        new Thread(null, () -> serve(arguments), "engine", STACK_BYTES).start();
        waitForEndOfInput();
        end(0);
    }

    /// Ctrl-C in the owner's terminal must not end the store before its users.
    private static void leaveTheTerminal() {
        try {
            var _ = (int) SETSID.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("setsid", e);
        }
    }

    /// Ends the process without running the engine's destructors, as Runtime.halt() would: they
    /// crash or hang beside its running threads. What it acknowledged is written.
    private static void end(int status) {
        try {
            EXIT.invokeExact(status);
        } catch (Throwable _) {
            Runtime.getRuntime().halt(status);
        }
    }

    private static void waitForEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is expected.
            }
        } catch (IOException _) {
            // As good as the end.
        }
    }

    private static void serve(String[] arguments) {
        var options = Arrays.copyOfRange(arguments, 1, arguments.length);
        try (var arena = Arena.ofShared()) {
            var linker = Linker.nativeLinker();
            var query =
                    linker.downcallHandle(
                            SymbolLookup.libraryLookup(Path.of(arguments[0]), arena)
                                    .findOrThrow("query_stable_v2"),
                            FunctionDescriptor.of(
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS));
            // The program's name must be empty, anything else is read as an option.
            var argv = arena.allocate(ValueLayout.ADDRESS, options.length + 1L);
            argv.setAtIndex(ValueLayout.ADDRESS, 0, arena.allocateFrom(""));
            for (int i = 0; i < options.length; i++) {
                argv.setAtIndex(ValueLayout.ADDRESS, i + 1L, arena.allocateFrom(options[i]));
            }
            var result = (MemorySegment) query.invokeExact(options.length + 1, argv);
            System.err.println("The engine returned: " + error(result));
        } catch (Throwable e) {
            System.err.println("The engine failed: " + e);
        }
        end(1);
    }

    private static String error(MemorySegment result) {
        if (result.equals(MemorySegment.NULL)) {
            return "nothing";
        }
        var message = result.reinterpret(RESULT_BYTES).get(ValueLayout.ADDRESS, ERROR_OFFSET);
        return message.equals(MemorySegment.NULL)
                ? "no error"
                : message.reinterpret(Integer.MAX_VALUE).getString(0);
    }
}
