using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace NovComet.AspNetCore.Transports;

/// <summary>A TCP connection: a frame a line, ended by LF; a CR before it and empty lines are passed over.</summary>
internal sealed class TcpCarrier(ConnectionContext connection, int mostFrameBytes) : IFrameCarrier, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly PipeReader _input = connection.Transport.Input;
    private readonly PipeWriter _output = connection.Transport.Output;
    private SequencePosition? _behindLine;
    private bool _isClosed;

    public FrameFormat Format => LineFrames.Instance;

    public bool EndsWhenIdle => true;

    public async ValueTask<ReceivedFrame> ReceiveAsync()
    {
        if (_behindLine is { } behind) _input.AdvanceTo(behind);
        _behindLine = null;
        for (long known = 0; ;)
        {
            ReadResult read = await _input.ReadAsync();
            ReadOnlySequence<byte> buffer = read.Buffer;

            // What was looked through before has no end of a line.
            if (buffer.Slice(known).PositionOf((byte)'\n') is { } end)
            {
                ReadOnlySequence<byte> line = buffer.Slice(0, end);
                _behindLine = buffer.GetPosition(1, end);
                if (line.Length > mostFrameBytes) return ReceivedFrame.Last(FrameEnd.TooLarge);
                ReadOnlyMemory<byte> json = WithoutReturn(line.IsSingleSegment ? line.First : line.ToArray());
                if (!json.IsEmpty) return new ReceivedFrame(json);
                _input.AdvanceTo(_behindLine.Value);
                (_behindLine, known) = (null, 0);
            }
            else if (buffer.Length > mostFrameBytes || read.IsCompleted)
            {
                // Half a line at the end is no frame.
                _input.AdvanceTo(buffer.End);
                return ReceivedFrame.Last(read.IsCompleted ? FrameEnd.Gone : FrameEnd.TooLarge);
            }
            else
            {
                known = buffer.Length;
                _input.AdvanceTo(buffer.Start, buffer.End);
            }
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> frames, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isClosed || (await _output.WriteAsync(frames, cancellationToken)).IsCompleted) throw new IOException("The connection is closed.");
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask CloseAsync(FrameEnd end, CancellationToken cancellationToken)
    {
        if (Farewell.SentenceOf(end, mostFrameBytes) is { } sentence) await WriteAsync(Format.Of(FrameJson.Error(sentence)), cancellationToken);
        await _turn.WaitAsync(cancellationToken);
        _isClosed = true;
        await _output.CompleteAsync();
        _turn.Release();
    }

    public void Abort() => connection.Abort();

    public void Dispose() => _turn.Dispose();

    private static ReadOnlyMemory<byte> WithoutReturn(ReadOnlyMemory<byte> line) => line.Span is [.., (byte)'\r'] ? line[..^1] : line;
}
