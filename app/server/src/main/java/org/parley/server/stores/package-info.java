/// The two stores of a node: starts the embedded ones, connects, migrates, tells their health.
@NullMarked
package org.parley.server.stores;

import org.jspecify.annotations.NullMarked;
