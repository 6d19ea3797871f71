using System.Buffers;
using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>Several messages as the bytes that one write takes.</summary>
internal sealed class LogBatch : IDisposable
{
    private readonly List<(Append Append, KnownRecord Record)> _records;
    private readonly byte[] _buffer;
    private int _length;

    public LogBatch(List<Append> appends)
    {
        _records = new(appends.Count);
        int most = LogHeader.MostBytes + 1;
        foreach (Append append in appends) most += LogRecord.MostBytes(append.Draft);
        _buffer = ArrayPool<byte>.Shared.Rent(most);
    }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public bool IsEmpty => _records.Count == 0;

    /// <summary>Ends the line that a writer who died left behind.</summary>
    public void AddLineBreak() => _buffer[_length++] = (byte)'\n';

    public void Add(LogHeader header) => _length += header.Write(_buffer.AsSpan(_length));

    public void Add(Append append, Stamp stamp)
    {
        _length += LogRecord.Write(_buffer.AsSpan(_length), stamp, append.Draft);
        append.Stamped(stamp);
        _records.Add((append, new KnownRecord(stamp, _length, append.Draft.Content.Json.Length, append.Draft.IdempotencyKey)));
    }

    /// <summary>Refuses the messages of which not all bytes were written.</summary>
    /// <returns>How many bytes the others have, with what stands before them; 0 where there are none.</returns>
    public int Refuse(int written, Exception refusal)
    {
        int whole = _records.FindLastIndex(record => record.Record.End <= written) + 1;
        foreach ((Append append, _) in _records[whole..]) append.Refusal = refusal;
        _records.RemoveRange(whole, _records.Count - whole);
        return whole == 0 ? 0 : (int)_records[^1].Record.End;
    }

    /// <summary>The last message's stamp. There must be one.</summary>
    public Stamp Last => _records[^1].Record.Stamp;

    /// <summary>Where the last message's line begins.</summary>
    public long StartOfLast => _records.Count > 1 ? _records[^2].Record.End : Bytes[..(int)(_records[^1].Record.End - 1)].LastIndexOf((byte)'\n') + 1;

    /// <summary>Tells what was written.</summary>
    /// <param name="known">Whom.</param>
    /// <param name="start">Where in the file the batch begins.</param>
    public void AddTo(KnownLog known, long start)
    {
        foreach ((_, KnownRecord record) in _records) known.Add(record with { End = start + record.End });
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
