package org.shaketable.training.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;

/** How a text becomes symbols. */
public enum Tokenization {
  /** Unicode code points. */
  CHARACTERS {
    @Override
    int[] symbols(String text) {
      return text.codePoints().toArray();
    }
  },
  /** Bytes of UTF-8. */
  BYTES {
    @Override
    int[] symbols(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int[] symbols = new int[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        symbols[i] = bytes[i] & 0xFF;
      }
      return symbols;
    }
  },
  /** Byte pairs of GPT-2's encoding, {@code r50k_base}. */
  BYTE_PAIRS {
    @Override
    int[] symbols(String text) {
      return Encodings.newLazyEncodingRegistry()
          .getEncoding(EncodingType.R50K_BASE)
          .encodeOrdinary(text)
          .toArray();
    }
  };

  /** The symbols of a text, in order. */
  abstract int[] symbols(String text);
}
