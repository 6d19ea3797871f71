namespace NovComet.Client.Subscribing;

/// <summary>
/// An event stream of which only whole blocks are seen, those that a blank line ends. .NET's parser takes over an id as soon as it has read its line:
/// were it cut off behind it, the event that the id belongs to would be skipped. And it keeps as much of a block as comes: here that is bounded.
/// </summary>
/// <param name="inner">The stream as it comes.</param>
/// <param name="mostBytes">The most bytes that one block may have.</param>
/// <param name="wait">Runs each read from it, and ends the one that takes too long.</param>
internal sealed class WholeBlocks(Stream inner, int mostBytes, Func<Func<CancellationToken, ValueTask<int>>, ValueTask<int>> wait) : Stream
{
    private byte[] _buffer = new byte[4096];
    private int _read;
    private int _whole;
    private int _filled;
    private int _lineLength;
    private bool _isAfterReturn;

    /// <summary>Called when all whole blocks that have come were read, and more are asked for.</summary>
    public Action AllRead { get; set; } = () => { };

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_read == _whole)
        {
            AllRead();
            while (_read == _whole)
            {
                if (await wait(ReceiveAsync) == 0) return 0;
            }
        }

        int length = Math.Min(buffer.Length, _whole - _read);
        _buffer.AsMemory(_read, length).CopyTo(buffer);
        _read += length;
        return length;
    }

    /// <summary>Reads until there is a whole block.</summary>
    /// <returns>Whether there is; otherwise the stream ended.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        while (_read == _whole)
        {
            if (await ReceiveAsync(cancellationToken) == 0) return false;
        }

        return true;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private async ValueTask<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        int received = await inner.ReadAsync(_buffer.AsMemory(_filled), cancellationToken);
        for (int end = _filled + received; _filled < end; _filled++) Scan(_buffer[_filled]);
        return received;
    }

    private void MakeRoom()
    {
        _buffer.AsSpan(_read.._filled).CopyTo(_buffer);
        (_filled, _whole, _read) = (_filled - _read, _whole - _read, 0);
        if (_filled < _buffer.Length) return;
        if (_filled >= mostBytes) throw new InvalidDataException($"A block of the stream is longer than {mostBytes} bytes.");
        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, mostBytes));
    }

    /// <summary>Looks for the ends of blocks. A line ends with a line feed, a carriage return, or both.</summary>
    private void Scan(byte next)
    {
        bool endsLine = next is (byte)'\n' or (byte)'\r';
        bool isSecondHalf = next == '\n' && _isAfterReturn;
        if (isSecondHalf ? _whole == _filled : endsLine && _lineLength == 0) _whole = _filled + 1;
        _lineLength = endsLine ? 0 : _lineLength + 1;
        _isAfterReturn = next == '\r';
    }
}
