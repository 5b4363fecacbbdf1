/// JSON Web Tokens as providers read and write them.
@NullMarked
package org.parley.sandbox.jwt;

import org.jspecify.annotations.NullMarked;
