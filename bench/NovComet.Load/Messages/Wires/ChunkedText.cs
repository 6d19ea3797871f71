namespace NovComet.Load.Messages.Wires;

/// <summary>Takes the chunks off a body that comes bit by bit.</summary>
internal sealed class ChunkedText
{
    private enum Place
    {
        Size,
        Data,
        DataEnd,
    }

    private Place _place;
    private int _left;

    /// <summary>Moves the text together at the start of what has come, and returns how long it is.</summary>
    public int Unwrap(Span<byte> bytes)
    {
        var length = 0;
        for (var at = 0; at < bytes.Length;)
        {
            if (_place == Place.Data)
            {
                var count = Math.Min(_left, bytes.Length - at);
                bytes.Slice(at, count).CopyTo(bytes[length..]);
                (at, length, _left) = (at + count, length + count, _left - count);
                if (_left == 0) _place = Place.DataEnd;
                continue;
            }

            Step(bytes[at++]);
        }

        return length;
    }

    private void Step(byte symbol)
    {
        if (symbol == '\n') _place = _place == Place.Size ? Place.Data : Place.Size;
        else if (symbol != '\r') _left = _left * 16 + HexValue(symbol);
    }

    private static int HexValue(byte symbol) => symbol <= '9' ? symbol - '0' : (symbol | 0x20) - 'a' + 10;
}
