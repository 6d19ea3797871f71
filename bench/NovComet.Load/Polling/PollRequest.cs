using System.Buffers.Text;
using System.Text;

namespace NovComet.Load.Polling;

/// <summary>The one request that all connections send, encoded once: before each send only name and stamp are patched in.</summary>
internal sealed class PollRequest
{
    /// <summary>
    /// A stamp that no file of a run has, as long as a real one: the first poll is answered at once with the channel's stamp,
    /// and from there on no touch can fall between two polls.
    /// </summary>
    internal const long Anchor = 1_000_000_000_000_001;

    private const int StampLength = 17;

    private readonly byte[] _bytes;
    private readonly int _nameAt;
    private readonly int _stampAt;

    /// <param name="path">The endpoint.</param>
    /// <param name="host">The server.</param>
    /// <param name="name">A channel's name: that of each channel must be as long.</param>
    public PollRequest(string path, string host, string name)
    {
        var head = $"GET {path}?subscribed[";
        var request = $"{head}{name}]={new string('0', StampLength)} HTTP/1.1\r\nHost: {host}\r\n\r\n";
        _bytes = GC.AllocateArray<byte>(request.Length, pinned: true);
        Encoding.ASCII.GetBytes(request, _bytes);
        _nameAt = head.Length;
        _stampAt = head.Length + name.Length + "]=".Length;
    }

    public ReadOnlySpan<byte> For(byte[] channelName, long stamp)
    {
        channelName.CopyTo(_bytes, _nameAt);
        var text = _bytes.AsSpan(_stampAt, StampLength);
        var (seconds, fraction) = Math.DivRem(stamp, 1_000_000);
        Utf8Formatter.TryFormat(seconds, text, out _);
        text[10] = (byte)'.';
        Utf8Formatter.TryFormat(fraction, text[11..], out _, new('D', 6));
        return _bytes;
    }
}
