/// How batch jobs run on a node, and how they stop with it.
@NullMarked
package org.parley.server.jobs;

import org.jspecify.annotations.NullMarked;
