using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Tests.Storage;

/// <summary>File stores for tests, and their calls without the words that no test is about.</summary>
internal static class TestStore
{
    /// <summary>Opens a store as the application does.</summary>
    public static FileStore Open(string folder, Action<NovCometOptions>? configure = null, ILogger<FileStore>? logger = null)
    {
        FileStore store = On(folder, FileTimes.For(folder, TimeProvider.System), TimeProvider.System, configure, logger);
        store.Open();
        return store;
    }

    /// <summary>A store on file operations and a clock of the test's own, which has not measured its granularity.</summary>
    public static FileStore On(
        string folder, IFileTimes files, TimeProvider time, Action<NovCometOptions>? configure = null, ILogger<FileStore>? logger = null)
    {
        var options = new NovCometOptions { Directory = folder };
        configure?.Invoke(options);
        return new FileStore(new ChannelDirectory(options), files, time, logger ?? NullLogger<FileStore>.Instance);
    }

    public static ChannelReading Read(this IChannelStore store, string channel) =>
        store.ReadAsync(ChannelName.Parse(channel), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public static Stamp Touch(this IChannelStore store, string channel) =>
        store.TouchAsync(ChannelName.Parse(channel), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Expects that a touch is refused with a sentence for the publisher that gives away no path.</summary>
    public static void RefusesToTouch(this IChannelStore store, string channel, StoreFailure failure, string reason)
    {
        ChannelStoreException error = Assert.ThrowsExactly<ChannelStoreException>(() => store.Touch(channel));
        Assert.AreEqual(failure, error.Failure);
        Assert.Contains(reason, error.Message);
        Assert.Contains(channel, error.Message);
        Assert.DoesNotContain("/dev", error.Message);
        Assert.DoesNotContain("/tmp", error.Message);
    }
}
