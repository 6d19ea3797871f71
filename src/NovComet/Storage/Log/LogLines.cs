using System.Buffers;

namespace NovComet.Storage.Log;

/// <summary>Goes through a part of a file line by line.</summary>
internal ref struct LogLines : IDisposable
{
    // The largest message that can be allowed, and its frame. What is longer is no record of ours, and is not held in memory.
    private const int LongestLine = (16 * 1024 * 1024) + 4096;
    private const int LeastBuffer = 4096;
    private const int FirstBuffer = 64 * 1024;

    private readonly LogFile _file;
    private readonly long _end;
    private byte[] _buffer;
    private long _readTo;
    private int _start;
    private int _filled;
    private int _searched;
    private bool _isTooLong;

    public LogLines(LogFile file, long start, long end)
    {
        _file = file;
        _end = end;
        _readTo = start;
        Next = start;
        _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(end - start, LeastBuffer, FirstBuffer));
    }

    /// <summary>Where the line begins that comes next.</summary>
    public long Next { get; private set; }

    /// <summary>What stands behind the last line break.</summary>
    public readonly ReadOnlySpan<byte> Rest => _isTooLong ? default : _buffer.AsSpan(_start, _filled - _start);

    /// <summary>Takes the next whole line, without its line break; one that is too long for any record comes as a question mark.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryTake(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_start + _searched, _filled - _start - _searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                length += _searched;
                line = _isTooLong ? "?"u8 : _buffer.AsSpan(_start, length);
                Next = _readTo - _filled + _start + length + 1;
                _start += length + 1;
                _searched = 0;
                _isTooLong = false;
                return true;
            }

            _searched = _filled - _start;
            if (TryFill()) continue;
            line = default;
            return false;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool TryFill()
    {
        if (_readTo >= _end) return false;
        if (_searched > LongestLine) _isTooLong = true;
        if (_isTooLong) _start = _filled;
        MakeRoom();
        int read = _file.Read(_buffer.AsSpan(_filled, (int)Math.Min(_buffer.Length - _filled, _end - _readTo)), _readTo);
        _readTo += read;
        _filled += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        int kept = _filled - _start;
        byte[] target = _buffer;
        if (kept > _buffer.Length / 2) target = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(_start, kept).CopyTo(target);
        if (target != _buffer) ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _filled, _searched) = (target, 0, kept, kept);
    }
}
