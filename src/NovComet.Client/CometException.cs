using System.Net;

namespace NovComet.Client;

/// <summary>A gateway refused, or could not be reached; the message is its own sentence on what to change, where it gave one.</summary>
public sealed class CometException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="status">What the gateway answered; null where it did not.</param>
    /// <param name="message">What to change.</param>
    /// <param name="innerException">What the last attempt ended with.</param>
    public CometException(HttpStatusCode? status, string message, Exception? innerException = null)
        : base(message, innerException) => Status = status;

    /// <summary>The status with which the gateway refused; null where there was no answer.</summary>
    public HttpStatusCode? Status { get; }
}
