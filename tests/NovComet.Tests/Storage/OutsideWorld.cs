using NovComet.Channels;
using NovComet.Storage;
using NovComet.Storage.Native;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>What programs do to a channel directory that know nothing of gateways.</summary>
internal static class OutsideWorld
{
    public static void Change(string folder, ChannelName channel)
    {
        Needs.Linux();
        var files = new LinuxFileTimes(folder);
        string file = ChannelDirectory.FileNameOf(channel);
        if (!files.TryCreate(file, UnixFileMode.UserRead | UnixFileMode.UserWrite)) files.Touch(file);
    }

    public static void Remove(string folder, ChannelName channel) => File.Delete(Path.Combine(folder, ChannelDirectory.FileNameOf(channel)));
}
