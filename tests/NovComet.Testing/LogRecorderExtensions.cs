using Microsoft.Extensions.Logging;

namespace NovComet.Testing;

public static class LogRecorderExtensions
{
    /// <summary>A logger for a class that is tested without a host.</summary>
    public static ILogger<T> LoggerFor<T>(this LogRecorder recorder)
    {
        using var factory = new LoggerFactory([recorder]);
        return factory.CreateLogger<T>();
    }
}
