using System.Buffers;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>
/// The cursor of an event stream as its client has it: event by event, behind the subscriber's own, which is already past
/// the whole turn. A client that is cut off between two events goes on behind the first.
/// </summary>
internal sealed class SseCursor
{
    private readonly ChannelName[] _names;
    private readonly Stamp[] _stamps;

    /// <param name="cursor">Where the subscriber stands, before its first news.</param>
    public SseCursor(Cursor cursor)
    {
        _names = new ChannelName[cursor.Count];
        _stamps = new Stamp[cursor.Count];
        for (int i = 0; i < cursor.Count; i++) (_names[i], _stamps[i]) = (cursor[i].Channel, cursor[i].Position.Stamp);
    }

    /// <summary>Writes the cursor as a block of its own.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        WriteLine(output);
        output.Write("\n"u8);
    }

    /// <summary>Writes a turn's news, and moves past them.</summary>
    public void Write(IBufferWriter<byte> output, IReadOnlyList<ChannelNews> all)
    {
        foreach (ChannelNews news in all)
        {
            int index = Array.IndexOf(_names, news.Name);
            if (_names.Length == 1) output.Write(SseFrames.OfOnly(news));
            else WriteEach(output, news, index);

            // Messages that this session is not to receive are passed over too.
            _stamps[index] = news.Stamp;
        }
    }

    private void WriteEach(IBufferWriter<byte> output, ChannelNews news, int index)
    {
        foreach (ChannelEvent told in news.Events)
        {
            _stamps[index] = told.Stamp;
            WriteLine(output);
            output.Write(SseFrames.DataOf(news.Name, told));
        }
    }

    private void WriteLine(IBufferWriter<byte> output)
    {
        SseFrames.StartId(output);
        for (int i = 0; i < _names.Length; i++)
        {
            if (i > 0) output.Write("&"u8);
            SseFrames.WritePosition(output, _names[i], _stamps[i]);
        }

        output.Write("\n"u8);
    }
}
