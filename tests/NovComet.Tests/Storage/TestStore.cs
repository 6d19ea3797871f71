using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Storage.Log;

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
        string folder,
        IFileTimes files,
        TimeProvider time,
        Action<NovCometOptions>? configure = null,
        ILogger<FileStore>? logger = null,
        ILogFiles? logFiles = null)
    {
        var options = new NovCometOptions { Directory = folder };
        configure?.Invoke(options);
        return new FileStore(
            new ChannelDirectory(options), files, logFiles ?? LogFiles.For(folder), new OptionsWrapper<NovCometOptions>(options), time, logger ?? NullLogger<FileStore>.Instance);
    }

    public static ChannelReading Read(this IChannelStore store, string channel, LogReading? known = null) =>
        store.ReadAsync(ChannelName.Parse(channel), known, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public static Stamp Touch(this IChannelStore store, string channel) =>
        store.TouchAsync(ChannelName.Parse(channel), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public static Stamp Append(this IChannelStore store, string channel, string text, string? key = null) =>
        store.AppendAsync(ChannelName.Parse(channel), new MessageDraft(MessageContent.FromText(text), key), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>The messages of a reading as they were published, which were texts.</summary>
    public static string[] Texts(this ChannelReading reading) =>
        [.. (reading.Log?.Messages ?? []).Select(message => JsonSerializer.Deserialize<string>(message.Json.Span)!)];

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
