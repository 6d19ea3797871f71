using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using NovComet.Load.Native;

namespace NovComet.Load.Touching;

/// <summary>The channels of one run as files in the server's directory, made at the start and removed at the end.</summary>
internal sealed unsafe class ChannelFiles : IDisposable
{
    private const int CurrentDirectory = -100;
    private const long MicrosecondsPerSecond = 1_000_000;

    private readonly string[] _paths;

    public ChannelFiles(string directory, int count)
    {
        _paths = new string[count];
        for (var channel = 0; channel < count; channel++)
        {
            _paths[channel] = Path.Combine(Path.GetFullPath(directory), NameOf(channel) + ".comet");
            File.WriteAllBytes(_paths[channel], []);
        }
    }

    public int Count => _paths.Length;

    /// <summary>All names have the same length, so that a request can be patched in place.</summary>
    public static string NameOf(int channel) => "load-" + channel.ToString("D6", CultureInfo.InvariantCulture);

    public void Touch(int channel)
    {
        if (Libc.SetTimes(CurrentDirectory, _paths[channel], null, 0) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>The stamp that a server must answer for the file as it is now, in microseconds; never a whole second.</summary>
    public long StampOf(int channel)
    {
        var stamp = (File.GetLastWriteTimeUtc(_paths[channel]) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return stamp % MicrosecondsPerSecond == 0 ? stamp + 1 : stamp;
    }

    public void Dispose() => Array.ForEach(_paths, File.Delete);
}
